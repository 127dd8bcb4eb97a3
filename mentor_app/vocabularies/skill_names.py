"""The curated skills by field: a name per line, after the bar its other spellings."""

NAMES: dict[str, str] = {
    "technology": """
JavaScript | js, ecmascript, es6, es2015, vanilla js
TypeScript | ts
Python | py
Java
C
C++ | cpp, c plus plus, cplusplus
C# | csharp, c sharp
.NET | dotnet, dot net, .net core, dotnet core, net framework
ASP.NET | asp.net core, asp net mvc
Go | golang, go lang
Rust | rustlang
Ruby
Ruby on Rails | rails, ror
PHP | modern php
Kotlin
Swift
Objective-C | objc, obj c
Scala
Elixir
Elm
Haskell
Clojure
Lua
R | r language, rstats, r programming
Julia
MATLAB
Perl
COBOL
Visual Basic | vb, vb.net, vba
HTML | markup
CSS
Sass | scss
CSS-in-JS
Tailwind CSS | tailwind
Bootstrap
React | reactjs, react.js
React Native
Redux
Angular | angularjs, angular js
Vue | vuejs, vue.js
Svelte | sveltekit
Next.js | nextjs
Gatsby
jQuery
RxJS | rx
D3 | d3js
Three.js
Node | node.js, nodejs
Express | expressjs, express.js
Django
Flask
FastAPI
Spring | spring boot, springboot
Laravel
Symfony
CodeIgniter
WordPress
Drupal
Magento
Phoenix | phoenix fwk, phoenix framework
Electron | electron.js
Ionic
Flutter
Xamarin | xamarin.forms
Android | android development
iOS | ios development
Mobile development | mobile, mobile apps, app development
Front-end development | frontend, front end
Back-end development | backend, back end
Full-stack development | fullstack, full stack
Web development | web, web dev, website development
Progressive web apps | pwa
Software architecture | architecture, architect, system architecture
Software design | design patterns
Domain-driven design | ddd
Functional programming | fp, functional
Algorithms
Data structures
Distributed systems
Microservices
API design | api, rest, rest api, restful, web apis, apis
GraphQL
SQL | tsql, pl sql
PostgreSQL | postgres
MySQL | mariadb
Microsoft SQL Server | sql server, mssql, sql servers
SQLite
MongoDB | mongo
Redis
NoSQL
Databases | database, dbms
Kafka | apache kafka
Elasticsearch
Search technology | search
AWS | amazon web services
Azure | microsoft azure
Google Cloud | gcp, google cloud platform
IBM Cloud
Firebase
Serverless
Cloud computing | cloud
Docker | containers
Kubernetes | k8s
Terraform | infrastructure as code
DevOps
Site reliability | sre, site reliability engineering
Linux
System administration | sysadmin, systems administration
Networking | computer networks
Command line | shell, bash, terminal
PowerShell
Git | version control, github, gitlab
Continuous integration | ci/cd, cicd, continuous delivery
Software testing | testing, qa, quality assurance
Test-driven development | tdd
Selenium
Jest
Web performance | performance
Scalability
Accessibility | a11y, web accessibility
Cyber security | security, information security, infosec, cybersecurity
Cryptography
Penetration testing | pentesting, ethical hacking
Blockchain
Web3
WebAssembly | wasm
Embedded systems | firmware
Arduino
Robotics
Internet of Things | iot
Game development | gamedev, game dev
Unity | unity3d
3D graphics | 3d
Augmented and virtual reality | ar/vr, augmented reality, virtual reality
Open source | opensource, open source software
Programming | coding, software development, software engineering
Jamstack
Salesforce
SAP
Low-code tools | low code, no code
""",
    "data": """
Data analysis | data analytics, data analyst, analytics, data
Data science
Data engineering
Data visualisation | data visualization, dataviz
Data storytelling
Business intelligence | bi
Tableau
Power BI | powerbi
Excel | microsoft excel, spreadsheets
Statistics | stats
Econometrics
Experiment design | a/b testing, ab testing
Machine learning | ml
Deep learning | neural networks
Artificial intelligence | ai
Natural language processing | nlp
Computer vision
TensorFlow
PyTorch
Pandas
Data governance | data management
Data protection | gdpr, privacy
Geographic information systems | gis
Survey research | surveys
Web scraping | webscraping
Automation
""",
    "design": """
User experience | ux, ux design, ux/ui, ui/ux, user experience design
User interface design | ui, ui design
User research | ux research
Interaction design
Product design
Service design
Design systems | design system
Design thinking
Prototyping | wireframing, wireframes
Figma
Sketch
Adobe Creative Suite | adobe, creative cloud
Photoshop | adobe photoshop
Illustration
Graphic design | visual design
Typography | web typography
Branding | brand design
Motion design | animation
Industrial design
Interior design
Fashion design
Design | designing
""",
    "business": """
Business plan | business planning
Business development | bizdev
Strategy | business strategy
Entrepreneurship | startups, founding, start-ups
Fundraising
Venture capital | vc
Product management | product, product manager, product owner
Project management | project manager
Programme management | program management
Agile | agile methods
Scrum
Kanban
Change management
Operations | operations management
Process improvement | lean, six sigma, lean management
Supply chain | supply chain management
Logistics
Procurement | purchasing
Quality management | quality
Consulting | management consulting
Innovation management | innovation
Digital transformation
E-commerce | ecommerce
Sales
Key account management | account management
Customer success
Customer service | customer support
Marketing
Digital marketing | online marketing
Content marketing | content strategy
Search engine optimisation | seo, search engine optimization
Social media | social media marketing
Growth marketing | growth hacking, growth
Market research
Public relations | pr
Event management | events, event planning
Retail
Hospitality
Tourism
Franchising
Export and international trade | international trade, export
Sustainability management | sustainability, esg
Social entrepreneurship | social enterprise
Non-profit management | nonprofit, ngo management
Corporate governance | governance
Risk management | risk
Real estate
""",
    "finance and law": """
Accounting | bookkeeping
Auditing | audit
Controlling
Corporate finance | finance
Financial analysis
Financial modelling | financial modeling
Investment banking
Investment management | asset management, investing
Insurance
Banking
Taxation | tax, taxes
Personal finance
Pricing
Actuarial science
Contract law | contracts
Employment law | labour law, labor law
Intellectual property | patents, ip law
Compliance
Mediation
Immigration law
Public policy | policy
Legal writing
""",
    "people": """
Leadership | leading
People management | management, team management, managing people
Engineering management
Coaching
Mentoring
Recruiting | recruitment, hiring, talent acquisition
Human resources | hr
Learning and development | training
Organisational development | organizational development
Diversity and inclusion | inclusion, dei, diversity
Performance reviews
Remote work | remote, working remotely
Team building
Facilitation | workshop facilitation
Conflict resolution
Delegation
Meeting culture | running meetings
Onboarding
""",
    "career": """
Career planning | career, career advice, career development
Career change | career transition
Job search | job hunting
CV writing | resume writing, resume, cv
Interview preparation | interviews, interviewing, job interviews
Technical interviews | coding interviews
Salary negotiation
Personal branding | personal brand
LinkedIn
Building a portfolio | portfolio
Freelancing | freelance, self-employment
Returning to work
Working abroad | expat life, relocation
Retirement planning
Board membership | board roles
Women in leadership
First-generation careers | first generation
""",
    "communication": """
Communication | communication skills
Public speaking | speaking, speaker, presentations
Presentation design | slides
Storytelling
Negotiation
Persuasion
Feedback | giving feedback
Active listening | listening
Writing
Technical writing | documentation
Academic writing
Copywriting
Grant writing | grants, grant applications
Blogging
Podcasting | podcast
Journalism
Editing | proofreading
Translation
Interpreting
Intercultural communication | cross-cultural communication
Crisis communication
Stakeholder management
Networking with people | building a network, professional networking
Business English
English
French
German
Spanish
Mandarin
Arabic
""",
    "self": """
Time management
Productivity
Prioritisation | prioritization
Decision making
Critical thinking
Problem solving
Creativity
Emotional intelligence
Empathy | compassion
Resilience
Stress management
Work-life balance
Confidence | self-confidence
Assertiveness
Self-reflection | journaling
Habits
Mindfulness | meditation
Goal setting
Adaptability
Teamwork | collaboration
Volunteering
""",
    "education and research": """
Teaching
Curriculum design | curriculum development
E-learning | online teaching, instructional design
Early childhood education
Special needs education
Adult education
University teaching | higher education
Education management | school leadership
Education
Educational technology | edtech
Research design | research methods
Qualitative research
Quantitative research
Literature review
Doctoral studies | phd, phd advice, doctorate
Scientific publishing | publishing papers
Research funding
Peer review
Laboratory practice | lab work
Science communication
Library science
Museum work | curating
History
Philosophy
Linguistics
Psychology
Sociology
Political science
Economics
Anthropology
""",
    "health": """
Medicine | clinical medicine
Nursing
Midwifery
Public health
Epidemiology
Clinical research | clinical trials
Pharmacy
Physiotherapy | physical therapy
Psychotherapy | counselling, counseling
Nutrition | dietetics
Dentistry
Veterinary medicine
Health management | hospital management, healthcare management
Medical devices
Health informatics | digital health
Social work
Care for the elderly | elderly care
Occupational health
Sports coaching
Biotechnology | biotech
Pharmaceutical industry | pharma
""",
    "science and engineering": """
Mechanical engineering
Electrical engineering
Electronics
Civil engineering
Structural engineering
Chemical engineering
Process engineering
Materials science
Aerospace engineering
Automotive engineering
Environmental engineering
Energy engineering | energy
Renewable energy | solar, wind energy
Water management
Manufacturing engineering | manufacturing
Computer-aided design | cad, autocad, solidworks
Building design | architectural design
Urban planning | city planning
Landscape design | landscape architecture
Mathematics | maths, math
Physics
Chemistry
Biology
Genetics
Ecology
Geology
Agriculture | farming
Forestry
Food technology | food science
Climate science | climate
""",
    "arts": """
Photography
Film making | filmmaking, film
Video editing
Audio production | sound design
Music
Singing
Composition | songwriting
Theatre | acting
Dance
Creative writing | fiction writing
Screenwriting
Publishing | book publishing
Painting | fine arts
Ceramics | pottery
Textile arts
Jewellery making
Cooking | culinary arts
Arts management | cultural management
Game design
Radio
""",
    "crafts and public life": """
Carpentry | woodworking
Metalworking | welding
Electrical installation
Plumbing
Gardening | horticulture
Tailoring
Baking
Aviation
Shipping | maritime
Emergency services
Policing
Military leadership
Diplomacy | international relations
International development | development aid
Human rights
Campaigning | advocacy
Community organising | community building, community management
Local government
Fundraising events
""",
}
