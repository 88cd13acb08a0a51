"""Real titles of books, films, plays and pieces of music, as people search for them."""

TITLES: tuple[str, ...] = tuple(
    """
Pride and Prejudice|Sense and Sensibility|Wuthering Heights|Jane Eyre|Great Expectations|A Tale of Two Cities
The Pickwick Papers|Moby-Dick; or, The Whale|The Scarlet Letter|Little Women|Treasure Island|Robinson Crusoe
Gulliver's Travels|The Time Machine|The War of the Worlds|Around the World in Eighty Days|The Call of the Wild
Twenty Thousand Leagues Under the Seas|The Jungle Book|Peter Pan and Wendy|Alice's Adventures in Wonderland
Through the Looking-Glass|The Wind in the Willows|Anne of Green Gables|The Secret Garden|Black Beauty|Dracula
Frankenstein; or, The Modern Prometheus|The Picture of Dorian Gray|The Importance of Being Earnest|Middlemarch
The Mill on the Floss|Tess of the d'Urbervilles|Far from the Madding Crowd|Vanity Fair|The Moonstone|Ivanhoe
Heart of Darkness|Lord Jim|A Room with a View|Howards End|To the Lighthouse|Mrs Dalloway|The Great Gatsby
A Midsummer Night's Dream|Much Ado About Nothing|The Tempest|Twelfth Night|As You Like It|Macbeth|King Lear
Don Quijote de la Mancha|Cien años de soledad|La casa de los espíritus|Rayuela|La sombra del viento|Platero y yo
Vingt mille lieues sous les mers|Le Petit Prince|Les Misérables|Notre-Dame de Paris|Madame Bovary|Germinal
Le Comte de Monte-Cristo|Les Trois Mousquetaires|Le Tour du monde en quatre-vingts jours|Voyage au bout de la nuit
Le Fabuleux Destin d'Amélie Poulain|Les Choristes|La Grande Vadrouille|Les Vacances de monsieur Hulot|Jour de fête
Faust. Eine Tragödie|Die Leiden des jungen Werthers|Der Zauberberg|Buddenbrooks|Im Westen nichts Neues|Der Prozess
Die unendliche Geschichte|Das Parfum|Der Vorleser|Die Verwandlung|Emil und die Detektive|Das doppelte Lottchen
Das Leben der Anderen|Good Bye, Lenin!|Der Himmel über Berlin|Das Boot|Metropolis|Lola rennt|Die Zauberflöte
La Divina Commedia|I promessi sposi|Il nome della rosa|Il Gattopardo|Le avventure di Pinocchio|Cuore|La vita è bella
Nuovo Cinema Paradiso|La dolce vita|Ladri di biciclette|Il barbiere di Siviglia|La traviata|Così fan tutte|Aida
Os Lusíadas|Dom Casmurro|Memórias Póstumas de Brás Cubas|Ensaio sobre a Cegueira|Livro do Desassossego|Central do Brasil
De ontdekking van de hemel|Het Achterhuis|Max Havelaar|Turks fruit|Pippi Långstrump|Röde Orm|Det sjunde inseglet
Війна і мир|Тіні забутих предків|Война и мир|Преступление и наказание|Анна Каренина|Мастер и Маргарита|Мёртвые души
Вишнёвый сад|Три сестры|Евгений Онегин|Герой нашего времени|Лебединое озеро|Щелкунчик|Ирония судьбы
Pan Tadeusz|Lalka|Quo vadis|Ogniem i mieczem|Solaris|Osudy dobrého vojáka Švejka|Babička|Egri csillagok
源氏物語|吾輩は猫である|雪国|七人の侍|となりのトトロ|千と千尋の神隠し|西遊記|紅樓夢|三國演義|水滸傳|卧虎藏龙
ألف ليلة وليلة|الأيام|موسم الهجرة إلى الشمال|بين القصرين|رباعيات الخيام|شاهنامه|بوستان سعدی|मेघदूतम्|गोदान|रामचरितमानस
Casablanca|Citizen Kane|Gone with the Wind|Singin' in the Rain|The Wizard of Oz|It's a Wonderful Life|Vertigo
Rear Window|North by Northwest|Lawrence of Arabia|The Sound of Music|2001: A Space Odyssey|Star Wars: A New Hope
Back to the Future|Raiders of the Lost Ark|E.T. the Extra-Terrestrial|Jurassic Park|The Lion King|Toy Story 2
Finding Nemo|Monsters, Inc.|The Lord of the Rings: The Fellowship of the Ring|The Matrix Reloaded|Blade Runner 2049
Ocean's Eleven|Mission: Impossible 2|12 Angry Men|101 Dalmatians|Ghostbusters|Home Alone|Groundhog Day|Apollo 13
Eine kleine Nachtmusik|The Four Seasons|Rhapsody in Blue|Peter and the Wolf|The Rite of Spring|Bohemian Rhapsody
Stairway to Heaven|Yellow Submarine|Here Comes the Sun|Dancing Queen|Smoke on the Water|Hotel California|La Bamba
""".strip()
    .replace("\n", "|")
    .split("|")
)
