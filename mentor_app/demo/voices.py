"""Sentences that invented members say about their way, their mentoring and their wishes."""

TURNS: tuple[str, ...] = (
    "I started in {city} and stayed longer than I planned, because the people were good.",
    "I came to {city} with two suitcases and one telephone number.",
    "Three years ago I changed direction, and I would tell anyone that it takes about a year to feel normal again.",
    "My first application was turned down within an hour; the same team hired me two years later.",
    "I am the first in my family to work at a desk, and it took me a while to learn the unwritten rules.",
    "After the birth of my second child I went back four days a week and have not regretted it.",
    "I once said yes to everything for a year, and now I choose.",
    "A former boss asked me one question a week, and that was the best training I ever had.",
    "I have worked in three countries and made a fool of myself in each of them at least once.",
    "What I enjoy most is the moment when a team stops waiting for me.",
    "I studied {course} because a teacher said it would open doors, and it did, though not the ones she meant.",
    "For a long time I thought careers were ladders. Mine turned out to be a garden with a few locked gates.",
    "I took a break of two years to care for my father and came back through a side door.",
    "In {city} you will find me on a bicycle, even in the rain.",
)

MENTORS: tuple[str, ...] = (
    "As a mentor I mostly ask questions, and now and then I tell you what I would do.",
    "Bring me one real situation and we will look at it from all sides.",
    "I am happy to read applications and to say honestly what I see.",
    "I will not find you a job, but I can help you to know which one to look for.",
    "I like short meetings with a clear question and a walk afterwards.",
    "Somebody took time for me when I needed it, so this is my turn.",
    "Tell me what you have tried already, it saves us both half an hour.",
    "I enjoy working with people who come from other fields, since I learn as much as they do.",
    "I prepare, and I will ask you to prepare too.",
    "You can write to me with half-finished thoughts: that is what I am here for.",
)

MENTEES: tuple[str, ...] = (
    "I am looking for somebody who has made this step and remembers how it felt.",
    "I would like to talk to a person who says so when I am fooling myself.",
    "I learn best by showing what I did and hearing what you would change.",
    "One hour a month would already help me to keep going.",
    "I have read enough; now I need somebody to practise with.",
    "I know where I want to be in two years, though not yet by which road.",
)

SUCCESSES: tuple[str, ...] = (
    "Built a team of six from nothing and handed it over in good order.",
    "Brought a project back on course that had been given up twice.",
    "Halved the time our customers wait for an answer.",
    "Trained eleven newcomers, nine of whom are still with us.",
    "Won a grant that paid for three years of work.",
    "Published a guide that our whole trade association now uses.",
    "Introduced a four-day week in my department without losing a single deadline.",
    "Organised a yearly meeting of two hundred people on a very small budget.",
)

TRANSITIONS: tuple[str, ...] = (
    "Moved from a small family firm to an international group, and back again.",
    "Left the country where I grew up at twenty-four and had my degree recognised, which took patience.",
    "Changed from research to industry after my doctorate.",
    "Went from employee to self-employed, with a soft landing of six months.",
    "Came back to work after a long illness, first by the hour.",
)

ASKS: tuple[str, ...] = (
    (
        "Your profile mentions {skill}, and that is just what I am trying to learn beside my job. I have got as far as "
        "a course can take me and would be glad of an hour a month with somebody who does it every day."
    ),
    (
        "I read how you describe your work and recognised my own questions in it. I am preparing my next step and "
        "would like to talk through it with someone outside my organisation. {skill} is where I feel least sure."
    ),
    (
        "We have never met, but we took a similar road. I would like to get better at {skill}, and I would come "
        "prepared: one real situation each time, and notes afterwards."
    ),
    (
        "I am at the point where I could use an honest look from outside. I have worked on {skill} for about half a "
        "year. May I ask you to be my mentor until the summer?"
    ),
)

HOPES: tuple[str, ...] = (
    "One hour a month for six months, by video.",
    "A short call every other week, and written questions in between.",
    "Somebody who reads what I write and tells me what is missing.",
    "Three or four conversations before I decide.",
)

THANKS: tuple[str, ...] = (
    "My month is full with two mentees already. Please do ask again in spring.",
    "This is further from my field than my profile makes it look. I wish you a better match.",
    "I am changing jobs myself just now and could not give you the time you deserve.",
)

BEGINNERS: tuple[str, ...] = (
    "I finished {course} in {year} and am now learning what nobody wrote into the syllabus.",
    "I work as {title} and keep a list of questions I was too shy to ask.",
    "After {course} I wanted to do something with people, and somehow it worked out.",
    "I am in my first post, at {employer}, and every week still brings a first time.",
    "I chose {course} for the wrong reasons and stayed for the right ones.",
    "Fresh from {course}, curious, and honest about what I do not know yet.",
    "I joined {employer} as an intern and they forgot to send me home.",
    "My days at {employer} are long and good; I would like to know where they lead.",
)

CRAFTS: tuple[str, ...] = (
    "People tend to come to me with questions about {one} and {two}.",
    "If you want to talk about {one}, you have my whole attention.",
    "What I know about {one} I learned the slow way; with {two} I had good teachers.",
    "I have strong opinions on {one}, loosely held.",
    "Most of what I do comes down to {one}, with some {two} on a good day.",
    "Ask me about {one}; I am told I draw good diagrams.",
    "I teach {one} now and then, and every group finds a hole in what I thought I knew.",
    "Lately I spend more time on {one} than I would have believed.",
)
