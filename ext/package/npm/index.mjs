import news from './index.js';
export const { getLoadablePath, load } = news;
export default news;
