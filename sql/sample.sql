-- sample.sql: three articles to try the extension on. The people, places and bodies in them are invented.
CREATE TABLE articles(id INTEGER PRIMARY KEY, title TEXT, published TEXT, body TEXT);
INSERT INTO articles(title, published, body) VALUES
('Flood cuts off Varn valley', '2025-03-14',
'LODEN, March 14 – At least nine people have died and more than 2,400 were driven from their homes after the Varn river burst its banks on Wednesday night, the interior ministry said.

“The water came within minutes,” said Mira Haldane, a baker in the village of Ostry. “We carried my mother up the stairs, and then the stairs were gone.”

Prime Minister Edvin Karsk, who flew over the valley on Thursday, told reporters that the army had sent 300 soldiers and 14 helicopters. “Nobody will be left behind,” he said.

Rescue teams pulled 61 people from rooftops, two of them children, according to the fire service. Its chief, Tomas Brandl, warned that the toll could rise. “We have not yet reached four villages,” Brandl said.

The opposition accused the prime minister of ignoring warnings. Lena Orlo, the leader of the Green Union, said the government had known since 2019 that the dykes were “rotten from the inside”. She called for an inquiry next week.

Damage is expected to exceed €1.2 billion, or about 3% of the country''s yearly output, the National Bank of Sarnia estimated on Friday.'),
('Tollan Motors to cut 1,800 jobs', '2025-06-03',
'Tollan Motors will close its plant in Breck and cut 1,800 jobs, nearly a fifth of its workforce, the carmaker announced on Tuesday.

Sales fell 12% to 410,000 vehicles in the first quarter, while losses widened to $340 million from $95 million a year earlier. Chief executive Ruth Amsel blamed tariffs and “a market that has simply stopped waiting for us”.

“This is the hardest decision I have taken in 22 years with the company,” Amsel wrote in a letter to staff. She promised that workers over 55 would be offered early retirement.

Unions reacted angrily. “They were told in March that their jobs were safe,” said Pavel Dorn of the Metalworkers'' Federation, which represents two-thirds of the staff. He told the Breck Courier that members would vote on a strike on Monday.

Shares in Tollan (TOL) rose 4.5 percentage points more than the index. An analyst at Corvin Bank, Jane Whitlow, said the cuts could save the company between $150 million and $200 million a year. Asked whether more plants would go, a spokesman declined to comment.'),
('Court frees editor after 400 days', '2025-09-19',
'An appeals court in Marenga ordered the release of newspaper editor Samuel Okello on Friday, more than 400 days after he was arrested over an article on army spending.

Judge Beatrice Namara ruled that prosecutors had shown “not a shred of evidence” that the report endangered the state. The editor, 47, embraced his wife in the courtroom.

“I will be back at my desk on Monday morning,” Okello told journalists outside. “They took a year. They did not take the paper.”

The government said it would study the ruling. Information Minister David Achieng denied that the arrest was political, and insisted that “no journalist is in prison for journalism in this country”.

Reporters in Chains, a rights group, said at least 17 journalists were still being held, five of them without charge. “Today one door opened,” its director, Hannah Weiss, said in a statement. “Seventeen are still shut.”');
