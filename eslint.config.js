import importX, { createNodeResolver } from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

/** lib ← domain ← protocol ← device ← app; lib, domain, protocol ← server; sw imports only lib. */
const forbidden = {
  lib: ['domain', 'protocol', 'device', 'app', 'server', 'sw'],
  domain: ['protocol', 'device', 'app', 'server', 'sw'],
  protocol: ['device', 'app', 'server', 'sw'],
  device: ['app', 'server', 'sw'],
  app: ['server', 'sw'],
  server: ['device', 'app', 'sw'],
  sw: ['domain', 'protocol', 'device', 'app', 'server'],
}

const layerRules = Object.entries(forbidden).map(([layer, banned]) => ({
  files: [`src/${layer}/**/*.{ts,vue}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(\\.\\./)+(${banned.join('|')})/`,
            message: `src/${layer} may not import this layer (see docs/architecture.md).`,
          },
        ],
      },
    ],
  },
}))

export default tseslint.config(
  { ignores: ['dist', 'data', 'node_modules', 'test-results', 'playwright-report', 'public'] },
  {
    files: ['src/**/*.{ts,vue}', 'tests/**/*.{ts,vue}'],
    extends: [tseslint.configs.recommended],
    languageOptions: {
      parser: vueParser,
      parserOptions: {
        parser: tseslint.parser,
        project: [
          './src/domain/tsconfig.json',
          './src/server/tsconfig.json',
          './src/app/tsconfig.json',
          './src/sw/tsconfig.json',
          './tests/tsconfig.json',
        ],
        extraFileExtensions: ['.vue'],
      },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts', '.vue'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.vue', '.js'] })],
    },

    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'import-x/no-cycle': 'error',
      'no-console': 'error',
    },
  },
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: ['src/**/*.vue'] })),
  {
    files: ['src/**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // Prettier owns the layout of templates.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
    },
  },
  ...layerRules,
)
