/** Apps of Wagtail, in the order of its documentation. */
export const WAGTAIL_APPS = [
  ...[
    'contrib.forms',
    'contrib.redirects',
    'embeds',
    'sites',
    'users',
    'snippets',
    'documents',
    'images',
    'search',
    'admin',
  ].map((name) => `wagtail.${name}`),
  'wagtail',
  'modelcluster',
  'taggit',
]
/** Apps of django-oscar, in the order of its documentation. */
export const OSCAR_APPS = [
  'django.contrib.sites',
  'django.contrib.flatpages',
  'oscar.config.Shop',
  ...words('Analytics Checkout Address Shipping Catalogue Communication Partner Basket Payment Offer Order').map(
    oscarApp,
  ),
  ...words('Customer Search Voucher Wishlists Dashboard').map(oscarApp),
  'oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig',
  ...words('Reports Users Orders Catalogue Offers Partners Pages Ranges Reviews Vouchers Communications Shipping').map(
    (name) => `oscar.apps.dashboard.${name.toLowerCase()}.apps.${name}DashboardConfig`,
  ),
  'widget_tweaks',
  'haystack',
  'treebeard',
  'sorl.thumbnail',
  'django_tables2',
]

function words(text: string): string[] {
  return text.split(' ')
}

function oscarApp(name: string): string {
  return `oscar.apps.${name.toLowerCase()}.apps.${name}Config`
}
