interface ImportMetaEnv {
  /** The vendor's API key for the site that is built. Absent in development: localhost needs none. */
  readonly PUBLIC_WEBCONTAINER_KEY?: string;
}
