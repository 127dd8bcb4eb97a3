"""Where people work and what they do there.

Industries are the sections of ISIC revision 4; functions are a short list over the major groups of ISCO-08.
"""

from mentor_app.i18n.catalogue import N_
from mentor_app.vocabularies.choice import Choice

INDUSTRIES: tuple[Choice, ...] = (
    Choice("A", N_("Agriculture, forestry and fishing")),
    Choice("B", N_("Mining and quarrying")),
    Choice("C", N_("Manufacturing")),
    Choice("D", N_("Electricity, gas and heat supply")),
    Choice("E", N_("Water supply and waste management")),
    Choice("F", N_("Construction")),
    Choice("G", N_("Wholesale and retail trade")),
    Choice("H", N_("Transport and storage")),
    Choice("I", N_("Accommodation and food")),
    Choice("J", N_("Information and communication")),
    Choice("K", N_("Finance and insurance")),
    Choice("L", N_("Real estate")),
    Choice("M", N_("Professional, scientific and technical work")),
    Choice("N", N_("Administrative and support services")),
    Choice("O", N_("Public administration and defence")),
    Choice("P", N_("Education")),
    Choice("Q", N_("Health and social work")),
    Choice("R", N_("Arts, entertainment and recreation")),
    Choice("S", N_("Associations and other services")),
    Choice("T", N_("Private households")),
    Choice("U", N_("International organisations")),
)
"""ISIC revision 4, sections A to U; the value is the section's letter."""

FUNCTIONS: tuple[Choice, ...] = (
    Choice("01", N_("Armed forces")),
    Choice("11", N_("General management")),
    Choice("12", N_("Commercial and administrative management")),
    Choice("13", N_("Production and services management")),
    Choice("14", N_("Hospitality and retail management")),
    Choice("21", N_("Science and engineering")),
    Choice("22", N_("Health professions")),
    Choice("23", N_("Teaching")),
    Choice("241", N_("Finance and accounting")),
    Choice("242", N_("Administration and policy")),
    Choice("2423", N_("People and recruitment")),
    Choice("243", N_("Sales, marketing and public relations")),
    Choice("251", N_("Software and applications")),
    Choice("252", N_("Databases, networks and data analysis")),
    Choice("261", N_("Law")),
    Choice("262", N_("Libraries, archives and curating")),
    Choice("263", N_("Social work and social sciences")),
    Choice("264", N_("Writing, journalism and languages")),
    Choice("265", N_("Arts and design")),
    Choice("3", N_("Technicians and associate professions")),
    Choice("4", N_("Clerical support")),
    Choice("5", N_("Services and sales")),
    Choice("6", N_("Skilled farming, forestry and fishery")),
    Choice("7", N_("Crafts and trades")),
    Choice("8", N_("Plant and machine operation")),
    Choice("9", N_("Elementary occupations")),
)
"""ISCO-08: majors, and the smaller groups where most mentoring happens; the value is a group's code."""
