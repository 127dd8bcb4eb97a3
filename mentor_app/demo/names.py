"""Invented people's names, with the places and languages that go with them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """Where some of the community lives.

    Args:
        given: first names with the pronouns their bearers give, after a colon; most give none.
        family: last names.
        cities: city, ISO country code and IANA time zone.
        locale: the language of the interface its people are likely to choose.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    cities: tuple[tuple[str, str, str], ...]
    locale: str = "en"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


REGIONS: tuple[Region, ...] = (
    Region(
        _words("Anna:she Lukas Katharina Matthias Greta Felix:he Johanna Tobias Miriam Stefan Elif Jonas"),
        _words("Baumann Hofer Steiner Wimmer Brandl Kessler Vogt Lindner Aydin Reiter Pichler Seidl"),
        (
            ("Graz", "AT", "Europe/Vienna"),
            ("Vienna", "AT", "Europe/Vienna"),
            ("Linz", "AT", "Europe/Vienna"),
            ("Munich", "DE", "Europe/Berlin"),
            ("Hamburg", "DE", "Europe/Berlin"),
            ("Leipzig", "DE", "Europe/Berlin"),
            ("Zurich", "CH", "Europe/Zurich"),
        ),
        "de",
    ),
    Region(
        _words("Céline:elle Julien Amélie Théo Inès Mathilde Karim Louise Yanis Aurélie Étienne Nora"),
        _words("Moreau Lefebvre Garnier Benali Roussel Chevalier Fontaine Marchand Diallo Perrin Colas Renaud"),
        (
            ("Lyon", "FR", "Europe/Paris"),
            ("Nantes", "FR", "Europe/Paris"),
            ("Paris", "FR", "Europe/Paris"),
            ("Brussels", "BE", "Europe/Brussels"),
            ("Geneva", "CH", "Europe/Zurich"),
            ("Montréal", "CA", "America/Toronto"),
        ),
        "fr",
    ),
    Region(
        _words("Astrid Erik Freja Magnus Ingrid:she Oskar Saga Henrik Aino Mikko Sigrid Nils"),
        _words("Lindberg Nyström Dahl Halvorsen Sandvik Virtanen Bergström Holm Karlsson Eide Korhonen Friis"),
        (
            ("Malmö", "SE", "Europe/Stockholm"),
            ("Gothenburg", "SE", "Europe/Stockholm"),
            ("Oslo", "NO", "Europe/Oslo"),
            ("Aarhus", "DK", "Europe/Copenhagen"),
            ("Tampere", "FI", "Europe/Helsinki"),
        ),
    ),
    Region(
        _words("Harriet Callum Orla:she Rhys Imogen Declan Priti Tomos Niamh Alistair Beth Zayn"),
        _words("Ashworth Calder Drummond Fitzgerald Hargreaves Keane Mistry Pritchard Quigley Thorne Whitlock Ahmed"),
        (
            ("Leeds", "GB", "Europe/London"),
            ("Glasgow", "GB", "Europe/London"),
            ("Bristol", "GB", "Europe/London"),
            ("Cork", "IE", "Europe/Dublin"),
            ("Dublin", "IE", "Europe/Dublin"),
        ),
    ),
    Region(
        _words("Kofi:he Amara Chidi Adwoa Tunde Ngozi Kwame Zainab Femi Esi Ifeoma Baraka"),
        _words("Thompson Mensah Adeyemi Boateng Eze Owusu Balogun Asante Nwosu Otieno Danso Bello"),
        (
            ("Accra", "GH", "Africa/Accra"),
            ("Lagos", "NG", "Africa/Lagos"),
            ("Abuja", "NG", "Africa/Lagos"),
            ("Nairobi", "KE", "Africa/Nairobi"),
        ),
    ),
    Region(
        _words("Farid Leïla:she Youssef Salma Omar Hind Tariq Yasmin Samir Rania Nabil Dalia"),
        _words("Haddad Mansour Cherif Khoury Amrani Saleh Zidane Darwish Fassi Nasser Touati Habib"),
        (
            ("Casablanca", "MA", "Africa/Casablanca"),
            ("Tunis", "TN", "Africa/Tunis"),
            ("Beirut", "LB", "Asia/Beirut"),
            ("Amman", "JO", "Asia/Amman"),
        ),
    ),
    Region(
        _words("Ananya:she Rohan Meera Arjun Kavya Vikram Ishaan Lakshmi Nikhil Divya Sanjay Pooja"),
        _words("Iyer Banerjee Deshpande Menon Chatterjee Kapoor Reddy Nair Bhatt Kulkarni Sethi Rao"),
        (
            ("Bengaluru", "IN", "Asia/Kolkata"),
            ("Pune", "IN", "Asia/Kolkata"),
            ("Chennai", "IN", "Asia/Kolkata"),
            ("Kolkata", "IN", "Asia/Kolkata"),
        ),
    ),
    Region(
        _words("Hana Kenji Yuki:they Haruto Aiko Daichi Emi Sota"),
        _words("Nakamura Tanabe Watanabe Fujita Okada Mori Hayashi Ishikawa"),
        (("Osaka", "JP", "Asia/Tokyo"), ("Kyoto", "JP", "Asia/Tokyo")),
    ),
    Region(
        _words("Minjun Seoyeon Jiwoo Haneul Linh:she Thảo Minh An"),
        _words("Park Choi Nguyen Tran Kang Pham Vu Seo"),
        (("Seoul", "KR", "Asia/Seoul"), ("Hanoi", "VN", "Asia/Ho_Chi_Minh")),
    ),
    Region(
        _words("Wei Jia Xiu Ming Hui:she Jun Li Yan"),
        _words("Chen Huang Lin Tan Zhang Liu Goh Wu"),
        (("Taipei", "TW", "Asia/Taipei"), ("Singapore", "SG", "Asia/Singapore")),
    ),
    Region(
        _words("Lucía:ella Mateo Valentina Thiago Camila Joaquín Renata Santiago Isadora Bruno Catalina Diego"),
        _words("Herrera Vargas Ferreira Quispe Salazar Oliveira Navarro Montoya Cardoso Rojas Aguilar Teixeira"),
        (
            ("Bogotá", "CO", "America/Bogota"),
            ("Lima", "PE", "America/Lima"),
            ("Santiago", "CL", "America/Santiago"),
            ("Valencia", "ES", "Europe/Madrid"),
            ("Buenos Aires", "AR", "America/Argentina/Buenos_Aires"),
        ),
    ),
    Region(
        _words("Chiara Davide Beatriz Rui Eleni Nikos Giulia Marco:he Sofia Andreia Lorenzo Despina"),
        _words("Conti Bellini Almeida Figueiredo Papadakis Galanis Moretti Ricci Sampaio Vitale Leone Katsaros"),
        (
            ("Turin", "IT", "Europe/Rome"),
            ("Bologna", "IT", "Europe/Rome"),
            ("Porto", "PT", "Europe/Lisbon"),
            ("Thessaloniki", "GR", "Europe/Athens"),
        ),
    ),
    Region(
        _words("Zuzanna Tomáš Ivana Marek Oksana Andriy Katarina Bogdan Petra Milan Ilinca Jakub"),
        _words("Nowak Dvořák Kovačić Zieliński Shevchenko Popescu Horváth Novotná Marinković Bondar Szabó Krol"),
        (
            ("Kraków", "PL", "Europe/Warsaw"),
            ("Brno", "CZ", "Europe/Prague"),
            ("Zagreb", "HR", "Europe/Zagreb"),
            ("Cluj", "RO", "Europe/Bucharest"),
            ("Lviv", "UA", "Europe/Kyiv"),
        ),
    ),
    Region(
        _words("Maddie Tyrone Grace Jamal Keira Aiden:he Mele Ruth Caleb Talia Winston Noor"),
        _words("Whitaker Coleman Delgado Bennett Faleolo Marsh Okonkwo Prescott Singh Tremblay Walker Lowe"),
        (
            ("Toronto", "CA", "America/Toronto"),
            ("Chicago", "US", "America/Chicago"),
            ("Seattle", "US", "America/Los_Angeles"),
            ("Auckland", "NZ", "Pacific/Auckland"),
            ("Melbourne", "AU", "Australia/Melbourne"),
        ),
    ),
)

SPOKEN: dict[str, tuple[str, ...]] = {
    "AT": ("de",),
    "DE": ("de",),
    "CH": ("de", "fr"),
    "FR": ("fr",),
    "BE": ("fr", "nl"),
    "CA": ("fr",),
    "SE": ("sv",),
    "NO": ("no",),
    "DK": ("da",),
    "FI": ("fi", "sv"),
    "GH": ("ak",),
    "NG": ("yo",),
    "KE": ("sw",),
    "MA": ("ar", "fr"),
    "TN": ("ar", "fr"),
    "LB": ("ar", "fr"),
    "JO": ("ar",),
    "IN": ("hi",),
    "JP": ("ja",),
    "KR": ("ko",),
    "VN": ("vi",),
    "TW": ("zh",),
    "SG": ("zh",),
    "CO": ("es",),
    "PE": ("es",),
    "CL": ("es",),
    "ES": ("es",),
    "AR": ("es",),
    "IT": ("it",),
    "PT": ("pt",),
    "GR": ("el",),
    "PL": ("pl",),
    "CZ": ("cs",),
    "HR": ("hr",),
    "RO": ("ro",),
    "UA": ("uk",),
}
"""Languages spoken by country beside English, ISO 639-1."""

SECOND_LANGUAGES: tuple[str, ...] = ("fr", "de", "es", "it", "pt", "nl", "ar", "zh", "ru", "tr")
