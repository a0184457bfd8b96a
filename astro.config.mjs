// @ts-check
import mdx from '@astrojs/mdx';
import { satteri } from '@astrojs/markdown-satteri';
import svelte from '@astrojs/svelte';
import expressiveCode from 'astro-expressive-code';
import { defineConfig, fontProviders } from 'astro/config';
import { keepUnits } from './src/components/lesson/units.ts';
import { codeThemes } from './tools/code-theme.ts';
import { keepable } from './tools/edition.ts';
import { explainTerms } from './tools/explain-terms.ts';
import { scrollableCode } from './tools/scrollable-code.ts';
import { searchIndex } from './tools/search-index.ts';
import { headersPlugin, hostFiles } from './tools/site-integration.ts';

const base = process.env['BASE_PATH'] ?? '/';
// Only a build that knows its address may name it in its pages.
const site = process.env['SITE'];

/** The Latin subset, as fontsource cuts it. @type {[string, ...string[]]} */
const latin = [
  'U+0000-00FF',
  'U+0131',
  'U+0152-0153',
  'U+02BB-02BC',
  'U+02C6',
  'U+02DA',
  'U+02DC',
  'U+2000-206F',
  'U+20AC',
  'U+2122',
  'U+2191',
  'U+2193',
  'U+2212',
  'U+2215',
];

/** @param {number} weight */
const sans = (weight) => ({
  src: [`@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff2`],
  weight,
  style: 'normal',
});
/** @param {number} weight */
const mono = (weight) => ({
  src: [`@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-${weight}-normal.woff2`],
  weight,
  style: 'normal',
});
/** @param {'normal' | 'italic'} style */
const serif = (style) => ({
  src: [`@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-${style}.woff2`],
  weight: '200 900',
  style,
});

export default defineConfig({
  ...(site === undefined ? {} : { site }),
  base,
  output: 'static',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  // Code blocks first: Expressive Code hands its plugin to the processor that MDX then inherits.
  integrations: [
    expressiveCode({
      plugins: [scrollableCode()],
      themes: codeThemes(),
      themeCssSelector: (theme) => `[data-theme='${theme.type}']`,
      useDarkModeMediaQuery: true,
      minSyntaxHighlightingColorContrast: 4.5,
      styleOverrides: {
        borderRadius: 'var(--radius-m)',
        borderColor: 'var(--rule)',
        codeFontFamily: 'var(--font-code)',
        codeFontSize: '0.8125rem',
        codeLineHeight: '1.6',
        uiFontFamily: 'var(--font-ui)',
        uiFontSize: '0.8125rem',
        textMarkers: {
          markBackground: 'var(--code-mark)',
          markBorderColor: 'var(--code-mark-line)',
          insBackground: 'var(--code-good)',
          insBorderColor: 'var(--pass)',
          insDiffIndicatorColor: 'var(--pass)',
          delBackground: 'var(--code-bad)',
          delBorderColor: 'var(--failure)',
          delDiffIndicatorColor: 'var(--failure)',
          lineMarkerLabelColor: 'var(--paper-raised)',
        },
        frames: { shadowColor: 'transparent', editorTabBarBackground: 'var(--paper-sunk)' },
      },
    }),
    mdx(),
    svelte(),
    hostFiles(base, site),
    // Before what counts the files to keep offline.
    searchIndex(),
    keepable(),
  ],
  markdown: {
    // Headings carry their ids in the text ({#window}), because checks of the labs link to them.
    processor: satteri({
      features: { headingAttributes: true },
      mdastPlugins: [
        explainTerms(base),
        {
          name: 'keep-units',
          text: (node, context) => context.setProperty(node, 'value', keepUnits(node.value)),
        },
      ],
    }),
  },
  fonts: [
    {
      provider: fontProviders.local(),
      name: 'Source Serif 4',
      cssVariable: '--font-source-serif',
      fallbacks: ['Georgia', 'serif'],
      unicodeRange: latin,
      options: { variants: [serif('normal'), serif('italic')] },
    },
    {
      provider: fontProviders.local(),
      name: 'IBM Plex Sans',
      cssVariable: '--font-plex-sans',
      fallbacks: ['Arial', 'sans-serif'],
      unicodeRange: latin,
      options: { variants: [sans(400), sans(500), sans(600)] },
    },
    {
      provider: fontProviders.local(),
      name: 'IBM Plex Mono',
      cssVariable: '--font-plex-mono',
      fallbacks: ['Courier New', 'monospace'],
      unicodeRange: latin,
      options: { variants: [mono(400), mono(500)] },
    },
  ],
  vite: {
    plugins: [headersPlugin(base)],
    // No script is inlined into a page, so that the content security policy needs no hash but one.
    build: { assetsInlineLimit: 0 },
    worker: { format: 'es' },
    // Labs are rebuilt as whole trees; only what pages import is worth watching.
    server: { watch: { ignored: ['**/.generated/labs/*/trees/**', '**/dist/**'] } },
  },
});
