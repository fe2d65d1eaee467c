namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>What names are made of, with the apostrophes and letters that make careless code fall over.</summary>
internal static class SalesWords
{
    public static readonly string[] FirstNames =
    [
        "Ana", "Björn", "Chloé", "Dmitri", "Elif", "Fatima", "Grzegorz", "Hannah", "Ivo", "José", "Kateřina", "Liam", "Mei", "Niamh", "Olga", "Paul",
        "Qiang", "Renée", "Siobhán", "Tomás", "Uma", "Vera", "Wanda", "Xavier", "Yuki", "Zoë", "Łukasz", "Åsa", "Øyvind", "Søren",
    ];

    public static readonly string[] LastNames =
    [
        "O'Brien", "D'Angelo", "Müller", "García", "Nováková", "Smith", "Jensen", "Öztürk", "Łuczak", "Dupont", "Rossi", "van der Berg", "Tanaka", "Wang",
        "Kowalski", "O'Connor", "Fernández", "Schmidt", "Lefèvre", "Johansson", "Silva", "Ivanov", "Patel", "Kim", "McDonald",
    ];

    public static readonly (string Country, string[] Cities)[] Places =
    [
        ("Germany", ["Berlin", "München", "Köln", "Hamburg"]),
        ("France", ["Paris", "Lyon", "L'Haÿ-les-Roses", "Nîmes"]),
        ("Spain", ["Madrid", "Málaga", "A Coruña"]),
        ("United Kingdom", ["London", "Leeds", "King's Lynn"]),
        ("Poland", ["Warszawa", "Łódź", "Kraków"]),
        ("Sweden", ["Stockholm", "Göteborg", "Malmö"]),
        ("Italy", ["Roma", "Milano", "L'Aquila"]),
        ("Ireland", ["Dublin", "Cork", "Dún Laoghaire"]),
    ];

    public static readonly (string Category, string[] Things, int LeastCents, int MostCents)[] Wares =
    [
        ("Bikes", ["Road Bike", "Mountain Bike", "City Bike", "Children's Bike"], 39900, 249900),
        ("Components", ["Saddle", "Chain", "Brake Set", "Wheel", "Handlebar"], 1290, 24900),
        ("Clothing", ["Jersey", "Gloves", "Men's Shorts", "Women's Vest", "Cap"], 990, 8990),
        ("Accessories", ["Helmet", "Bottle", "Pump", "Light", "Lock"], 490, 9990),
        ("Books", ["Touring Guide", "Repair Manual", "Café Routes"], 990, 3990),
    ];

    public static readonly string[] Colours = ["Red", "Blue", "Black", "Silver", "Green", "Crème", "Yellow", "White"];

    public static readonly string[] Segments = ["Consumer", "Consumer", "Consumer", "Small business", "Enterprise"];
}
