"""What made-up people are put together from: names of many origins, streets that are in no county, real ZIP codes."""

ORIGINS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("José", "María Elena", "Guadalupe", "Martín", "Xóchitl", "Concepción", "Raúl", "Ana", "Benjamín", "Itzel"),
        ("García López", "Núñez", "Ibarra-Peña", "de la Cruz", "Hernández", "Zúñiga", "Villaseñor", "Delgado", "Ávila"),
    ),
    (
        ("Anahit", "Garabed", "Hasmik", "Levon", "Narine", "Vartan"),
        ("Ter-Petrossian", "Khachaturian", "Sarkisyan", "Der Bedrossian", "Aghajanian"),
    ),
    (
        ("Ji-woo", "Hyun-Soo", "Grace", "Eun Kyung", "Daniel", "Min"),
        ("Kim", "Pak", "Namgung", "Choi", "Hwang"),
    ),
    (
        ("Wei", "Mei-Ling", "Guo Hua", "Vivian", "Xiu Ying", "Thanh Tùng", "Bích Ngọc", "Ngọc Anh", "Tuấn"),
        ("Wu", "Ouyang", "Chan", "Nguyễn", "Trần", "Đặng", "Lý", "Hsieh"),
    ),
    (
        ("Maria Luz", "Jun-Jun", "Rosario", "Ligaya", "Efren", "Sione", "Leilani", "Malia"),
        ("dela Peña", "Macaraeg", "Dimaculangan", "San Agustín", "Taufa'ahau", "Kealoha", "Tuiasosopo"),
    ),
    (
        ("Aaliyah", "DeShawn", "Ezekiel", "Latoya", "Marcus", "Ngozi", "Tigist", "Dawit", "Chidi"),
        ("Washington-Reed", "Okonkwo", "Haile Mariam", "St. James", "Booker", "N'Diaye", "Gebreyesus", "Freeman"),
    ),
    (
        ("Siobhán", "Patrick", "Eleanor", "Zoë", "François", "Jürgen", "Anders", "Katarzyna", "Jan"),
        (
            "O'Rourke",
            "D'Amico",
            "van der Wal",
            "Müller",
            "Brontë",
            "Whitfield-Jones",
            "Ødegaard",
            "Wójcik",
            "McAllister",
        ),
    ),
    (
        ("Parisa", "Omid", "Yasmin", "Khalid", "Noor", "Shira", "Avi", "Priya", "Venkatesh", "Harpreet"),
        ("Al-Masri", "Farrokhzad", "bin Yusuf", "Ben-Ami", "Abdul Rahman", "Krishnamurthy", "Singh", "Ebrahimi"),
    ),
    (
        ("Haruki", "Sachiko", "Ken", "Somchai", "Malee", "Sokha", "Bopha"),
        ("Yamanaka", "Ōno", "Tanaka", "Suwannarat", "Chea", "Phongsavanh"),
    ),
)
"""First names and surnames by origin, so that most go together as they do on a real sheet; some do not, as there."""

INITIALS = "ABCDEGHJKLMNPRSTVW"
SUFFIXES = ("Jr.", "Sr.", "III")

STREETS = (
    "Bobbin", "Buttonhook", "Corkscrew", "Drumstick", "Featherduster", "Fiddlestick", "Gingersnap", "Inkwell",
    "Jellyjar", "Kettledrum", "Ladle", "Lampshade", "Marmalade", "Mitten", "Old Teapot", "Paper Moon", "Pinwheel",
    "Puddingstone Jar", "Rolling Pin", "San Biscuito", "Santa Tortilla", "Shoelace", "Teakettle", "Thimble",
    "Tin Whistle", "Umbrella Stand", "Via del Calcetín", "Wheelbarrow", "Windsock", "Yo-Yo",
)  # fmt: skip
"""Streets whose names nobody gives: an address in practice is nobody's."""

KINDS_OF_STREET = ("St", "St", "St", "Ave", "Ave", "Blvd", "Dr", "Dr", "Ln", "Pl", "Way", "Ct", "Ter")
DIRECTIONS = ("", "", "", "N ", "S ", "E ", "W ")
UNITS = ("Apt {}", "#{}", "Unit {}", "Spc {}")

CITIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Los Angeles", ("90001", "90004", "90011", "90019", "90026", "90033", "90044", "90063", "90065")),
    ("Los Angeles", ("90002", "90008", "90016", "90022", "90034", "90042", "90057", "90062")),
    ("Long Beach", ("90802", "90804", "90806", "90813")),
    ("Glendale", ("91201", "91204", "91206")),
    ("Pasadena", ("91101", "91104", "91107")),
    ("Compton", ("90220", "90221")),
    ("Inglewood", ("90301", "90304")),
    ("Torrance", ("90501", "90503")),
    ("El Monte", ("91731", "91732")),
    ("Monterey Park", ("91754", "91755")),
    ("Carson", ("90745", "90746")),
    ("Santa Clarita", ("91350", "91355")),
    ("Palmdale", ("93550", "93552")),
    ("La Cañada Flintridge", ("91011",)),
    ("Burbank", ("91501", "91505")),
)
"""Cities of Los Angeles County and ZIP codes in them; the first stands twice, as it has the most people."""
