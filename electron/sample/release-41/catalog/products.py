"""The range of the shop. It is small enough to live in code."""

PRODUCTS = {
    'gyokuro': {'name': 'Gyokuro Asahi', 'price': '24.50', 'image': 'catalog/img/matcha.png', 'stars': 5},
    'kettle': {'name': 'Gooseneck kettle', 'price': '89.00', 'image': 'catalog/img/kettle.png', 'stars': 4},
    'teapot': {'name': 'Kyusu teapot', 'price': '54.00', 'image': 'catalog/img/teapot.png', 'stars': 5},
    'sampler': {'name': 'Autumn sampler', 'price': '18.00', 'image': 'catalog/img/placeholder.svg', 'stars': 3},
}
