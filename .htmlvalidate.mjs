// What html-validate is asked of the pages of the site, and why a few of its rules are not.
export default {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // The framework's renderer writes <meta … />, which HTML allows and reads the same.
    'void-style': 'off',
    // A page is called as its author called it, at any length.
    'long-title': 'off',
    // White space at the end of a line says nothing in HTML; the text of authors keeps its own.
    'no-trailing-whitespace': 'off',
    // Places in a text keep the names that its author's file gives them, for others link to them; HTML allows every character in them but a blank.
    'valid-id': ['error', { relaxed: true }],
    // A wide table scrolls in a region of its own that the keyboard reaches; a section there would add a part to the article that it does not have.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // Rows of one list send their fields under one name, and HTML keeps them in order: places of articles, boxes of one question.
    'form-dup-name': 'off',
  },
}
