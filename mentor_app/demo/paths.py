"""Working lives from which invented members are made: what they are called, know, want and say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Path:
    """One kind of working life.

    Args:
        industry: ISIC section.
        function: ISCO-08 group.
        titles: four job titles, from the first years to the top.
        employers: invented organisations.
        course: what people of this path studied.
        knows: skills they offer.
        wants: skills they want to learn.
        helps: areas of help, values of the vocabulary.
        says: how they describe their work; one is chosen.
    """

    industry: str
    function: str
    titles: tuple[str, str, str, str]
    employers: tuple[str, ...]
    course: str
    knows: tuple[str, ...]
    wants: tuple[str, ...]
    helps: tuple[str, ...]
    says: tuple[str, ...]


def _path(line: str, knows: str, wants: str, helps: str, *says: str) -> Path:
    industry, function, titles, employers, course = (part.strip() for part in line.split("|"))
    first, second, third, fourth = (title.strip() for title in titles.split(","))
    return Path(
        industry,
        function,
        (first, second, third, fourth),
        _list(employers),
        course,
        _list(knows),
        _list(wants),
        _list(helps),
        says,
    )


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


PATHS: tuple[Path, ...] = (
    _path(
        "K|252|Junior analyst, Data analyst, Lead analyst, Head of analytics|"
        "Kestrel Savings, Fjord Mutual, Union of Small Banks|Statistics",
        "Data analysis, SQL, Data visualisation, Statistics, Excel, Data storytelling, Python",
        "Machine learning, Public speaking, People management, Stakeholder management",
        "career-change, interviews, first-job",
        "I turn messy tables into decisions somebody is willing to sign.",
        "Most of my day is spent asking what the number is for before I calculate it.",
        "I came to data sideways and still remember how foreign the words were.",
    ),
    _path(
        "J|251|Junior developer, Software developer, Senior developer, Staff engineer|"
        "Lantern Software, Northgate Systems, Papertrail Labs|Computer science",
        "Python, JavaScript, TypeScript, React, PostgreSQL, Software architecture, Git",
        "Leadership, Public speaking, System administration, Writing, Negotiation",
        "interviews, promotion, job-search",
        "I build web applications that people use without noticing, which is how I like it.",
        "I have deleted more code than I have written, and I am proud of it.",
        "I care about software that the next person can understand on a Monday morning.",
    ),
    _path(
        "J|251|Support engineer, Systems engineer, Reliability engineer, Platform lead|"
        "Harbour Cloud, Quiet Servers, Meridian Hosting|Information technology",
        "Linux, Docker, Kubernetes, Terraform, Networking, DevOps, Site reliability",
        "Software architecture, Delegation, Technical writing, Data protection",
        "career-change, applications, balance",
        "I keep things running at night so that nobody has to get up.",
        "I learned operations on a help desk and think everyone should.",
    ),
    _path(
        "J|265|Junior designer, Product designer, Senior designer, Principal designer|"
        "Kumo, Studio Halfmoon, Tideline|Interaction design",
        "User experience, User research, Figma, Prototyping, Accessibility, Design systems",
        "Negotiation, Data analysis, Business plan, Leadership",
        "first-job, freelancing, applications",
        "I design services for people who are tired, in a hurry or unsure, because all of us are.",
        "Half of my work is listening, the other half is drawing what I heard.",
    ),
    _path(
        "J|243|Associate product manager, Product manager, Senior product manager, Product director|"
        "Atelier Numérique, Bright Ledger, Wayfind|Business informatics",
        "Product management, User research, Stakeholder management, Agile, Prioritisation, Pricing",
        "SQL, Public speaking, Corporate finance, Conflict resolution",
        "career-change, promotion, first-team",
        "I help teams decide what not to build.",
        "I moved into product from customer support and never stopped reading the tickets.",
    ),
    _path(
        "Q|22|Staff nurse, Specialist nurse, Ward manager, Director of nursing|"
        "Klinik am Park, St Brigid's Hospital, Riverside Health|Nursing",
        "Nursing, Health management, People management, Delegation, Stress management, Onboarding",
        "Project management, Change management, Data analysis, Public speaking",
        "balance, first-team, conflict",
        "I have run a ward through two winters I would not want to repeat.",
        "Nursing taught me to hear what people leave out.",
    ),
    _path(
        "Q|22|Junior doctor, Registrar, Consultant physician, Medical director|"
        "Lakeside Clinic, Three Rivers Hospital, Centro San Martín|Medicine",
        "Medicine, Clinical research, Teaching, Decision making, Crisis communication",
        "Leadership, Work-life balance, Digital transformation, Grant writing",
        "studies, research, balance",
        "I practise internal medicine and teach at the bedside, which keeps me honest.",
        "I still write down one thing I got wrong every week.",
    ),
    _path(
        "P|23|Student teacher, Secondary school teacher, Head of department, Headteacher|"
        "Gymnasium am Fluss, Holly Road School, Lycée des Tilleuls|Education",
        "Teaching, Curriculum design, Facilitation, Feedback, Conflict resolution, Public speaking",
        "Data analysis, Educational technology, Project management, Career change",
        "career-change, conflict, confidence",
        "I teach teenagers, so very little frightens me in a meeting.",
        "I believe that everybody can learn anything, at a different speed.",
    ),
    _path(
        "P|23|Doctoral researcher, Postdoctoral researcher, Lecturer, Professor|"
        "University of the Valley, Institute for Coastal Research, Technical University North|Biology",
        "Research design, Scientific publishing, Research funding, Doctoral studies, Statistics, Peer review",
        "Science communication, Career planning, People management, Entrepreneurship",
        "research, studies, career-change",
        "I study how small creatures cope with a warmer sea.",
        "I have been turned down by more journals than I can name, and got better each time.",
        "Academia gave me patience; I try to pass on the map I did not have.",
    ),
    _path(
        "M|21|Graduate engineer, Mechanical engineer, Senior engineer, Chief engineer|"
        "Brückner Antriebe, Westwind Turbines, Aurora Rail|Mechanical engineering",
        "Mechanical engineering, Computer-aided design, Project management, Quality management, Renewable energy",
        "Leadership, Presentation design, Business English, Negotiation",
        "first-job, promotion, first-team",
        "I design gearboxes that nobody should ever have to think about.",
        "I like problems that can be held in the hand.",
    ),
    _path(
        "F|21|Site engineer, Civil engineer, Project engineer, Technical director|"
        "Pontis Construction, Stone & Water, Delta Works Office|Civil engineering",
        "Civil engineering, Structural engineering, Project management, Contract law, Risk management",
        "Sustainability management, Public speaking, Negotiation, Time management",
        "first-job, moving-country, visibility",
        "I have spent twenty springs on building sites and would not trade them.",
        "A bridge is a promise to people you will never meet.",
    ),
    _path(
        "D|21|Energy analyst, Energy engineer, Project developer, Founder|"
        "Haddad Energy, Solstice Power, Community Grid|Energy engineering",
        "Renewable energy, Energy engineering, Business plan, Fundraising, Public policy, Financial modelling",
        "Marketing, Delegation, Recruiting, Storytelling",
        "founding, funding, business-plan",
        "I bring solar power to villages that were promised a line for decades.",
        "I left a safe post to build small power stations with people who own them.",
    ),
    _path(
        "M|261|Trainee solicitor, Lawyer, Senior counsel, Partner|Carver & Lowe, Kanzlei Sommer, Étude Perrin|Law",
        "Contract law, Employment law, Negotiation, Mediation, Legal writing, Compliance",
        "Business development, Work-life balance, Data protection, Coaching",
        "applications, salary, conflict",
        "I read the clause nobody reads and explain it in a sentence.",
        "I advise people on work contracts, most often the day after they should have asked.",
    ),
    _path(
        "K|241|Audit assistant, Accountant, Finance manager, Finance director|"
        "Abacus & Daughters, Greenfield Audit, Porto Trading|Business administration",
        "Accounting, Corporate finance, Financial modelling, Controlling, Taxation, Excel",
        "Python, Leadership, Strategy, Public speaking",
        "salary, promotion, business-plan",
        "I make figures say plainly what everybody already suspects.",
        "I have closed eighty months of books and enjoyed about seventy of them.",
    ),
    _path(
        "N|2423|HR assistant, Recruiter, HR business partner, People director|"
        "Commonroom, Alder People, Groupe Horizon|Psychology",
        "Recruiting, Human resources, Coaching, Salary negotiation, Interview preparation, Diversity and inclusion",
        "Data analysis, Employment law, Change management, Writing",
        "salary, interviews, applications, returning",
        "I have read some twelve thousand applications and still look forward to the next.",
        "I help managers say difficult things early, while they are still small.",
    ),
    _path(
        "G|243|Sales assistant, Account manager, Sales manager, Commercial director|"
        "Verde Foods, Nordlicht Optics, Sampaio Export|International business",
        "Sales, Key account management, Negotiation, Export and international trade, Intercultural communication",
        "Digital marketing, Coaching, Strategy, Spanish",
        "salary, network, moving-country",
        "I sell things I would buy, to people I would like to meet again.",
        "I learned to negotiate in three languages and to be silent in all of them.",
    ),
    _path(
        "M|243|Marketing assistant, Content manager, Brand manager, Marketing director|"
        "Papillon Communications, Oak & Ink, Red Kite Media|Communication studies",
        "Digital marketing, Content marketing, Branding, Copywriting, Social media, Storytelling",
        "Data analysis, Leadership, Pricing, Work-life balance",
        "visibility, freelancing, first-job",
        "I write for organisations that have good things to say and say them badly.",
        "I used to shout for a living; now I try to be worth listening to.",
    ),
    _path(
        "J|264|Trainee journalist, Reporter, Editor, Editor-in-chief|"
        "The Harbour Post, Radio Cordillera, Le Petit Courrier|Journalism",
        "Journalism, Writing, Editing, Podcasting, Crisis communication, Storytelling",
        "Data visualisation, Photography, Entrepreneurship, Stress management",
        "visibility, freelancing, network",
        "I ask simple questions and wait longer than is comfortable.",
        "I edit other people's sentences and lose sleep over my own.",
    ),
    _path(
        "R|265|Assistant curator, Curator, Head of exhibitions, Museum director|"
        "House of Maps, Museo del Agua, Textile Museum North|Art history",
        "Museum work, Arts management, Fundraising, Writing, Event management, Grant writing",
        "Digital transformation, Negotiation, Marketing, People management",
        "funding, career-plan, board",
        "I look after old things and try to make them useful to people in a hurry.",
        "I once moved eleven thousand textiles without losing a button.",
    ),
    _path(
        "R|265|Session musician, Composer, Music producer, Festival director|"
        "Independent, Blue Door Records, Estuary Festival|Music",
        "Music, Composition, Audio production, Event management, Freelancing, Personal branding",
        "Accounting, Grant writing, Time management, Intellectual property",
        "freelancing, confidence, funding",
        "I make a living from music, which is mostly e-mail and some music.",
        "I write for film and for anyone who asks nicely.",
    ),
    _path(
        "S|263|Project assistant, Programme officer, Programme manager, Executive director|"
        "Open Table, Rivers Without Borders, Neighbours' Network|Social sciences",
        "Non-profit management, Fundraising, Grant writing, International development, Volunteering, Campaigning",
        "Corporate finance, Public speaking, Strategy, Data analysis",
        "funding, board, career-change",
        "I work where a small grant and a stubborn person make the difference.",
        "I have started two associations and closed one well, which was harder.",
    ),
    _path(
        "O|242|Policy trainee, Policy officer, Head of unit, Deputy director|"
        "City of Graz, Ministry of Regional Affairs, Port Authority|Political science",
        "Public policy, Project management, Stakeholder management, Writing, Diplomacy, Urban planning",
        "Digital transformation, Data analysis, Delegation, French",
        "applications, promotion, network",
        "I write rules for other people and try to keep them short.",
        "I believe in offices where the phone is answered.",
    ),
    _path(
        "H|13|Dispatcher, Logistics planner, Operations manager, Operations director|"
        "Blue Lorry, Adriatic Lines, Relay Freight|Logistics",
        "Logistics, Supply chain management, Operations, Process improvement, Procurement, Problem solving",
        "SQL, Change management, Automation, Leadership",
        "first-team, promotion, balance",
        "I move things from where they are to where somebody is waiting.",
        "I can tell from a delivery note how well two departments get on.",
    ),
    _path(
        "A|6|Farm apprentice, Agronomist, Farm manager, Founder|"
        "Sunrise Seeds, Hof Lindental, Cooperativa Las Brisas|Agriculture",
        "Agriculture, Food technology, Social entrepreneurship, Business plan, Sustainability management",
        "Digital marketing, Accounting, E-commerce, Public speaking",
        "founding, business-plan, returning",
        "I grow old kinds of grain and sell them to bakers who have learned to wait.",
        "Farming is logistics with weather.",
    ),
    _path(
        "I|14|Hotel trainee, Restaurant manager, Hotel manager, Founder|"
        "Casa Almendra, The Blue Teapot, Gasthof Hirsch|Hospitality management",
        "Hospitality, Customer service, People management, Event management, Cooking, Pricing",
        "Corporate finance, Social media, Business plan, Work-life balance",
        "founding, first-team, balance",
        "I have opened four kitchens and closed one, and the one taught me the most.",
        "Hospitality is noticing before being asked.",
    ),
)
