-- The ways economies are grouped. multi 1: one economy may be in several groups at a time.
INSERT INTO group_scheme (code, name, multi) VALUES
    ('RMO',      'Regional metrology organisation', 1),
    ('BIPM',     'Status under the Metre Convention', 0),
    ('OIML',     'Status in the OIML', 0),
    ('UNM49',    'UN M49 region', 0),
    ('UNM49SUB', 'UN M49 sub-region', 0),
    ('LDC',      'Least developed country (UN)', 0),
    ('LLDC',     'Landlocked developing country (UN)', 0),
    ('SIDS',     'Small island developing state (UN)', 0),
    ('WB',       'World Bank region', 0);

INSERT INTO economy_group (scheme, code, name) VALUES
    ('RMO',  'AFRIMETS', 'Intra-Africa Metrology System'),
    ('RMO',  'APMP',     'Asia Pacific Metrology Programme'),
    ('RMO',  'COOMET',   'Euro-Asian Cooperation of National Metrological Institutions'),
    ('RMO',  'EURAMET',  'European Association of National Metrology Institutes'),
    ('RMO',  'GULFMET',  'Gulf Association for Metrology'),
    ('RMO',  'SIM',      'Inter-American Metrology System'),
    ('BIPM', 'member',       'Member State'),
    ('BIPM', 'associate',    'Associate of the CGPM'),
    ('BIPM', 'covered',      'Covered by an Associate'),
    ('OIML', 'member',       'OIML Member State'),
    ('OIML', 'corresponding', 'OIML Corresponding Member'),
    ('LDC',  'LDC',  'Least developed countries'),
    ('LLDC', 'LLDC', 'Landlocked developing countries'),
    ('SIDS', 'SIDS', 'Small island developing states');
