/**
 * The key that the users service signs with at first. It stands here so that the lab's ready-made tokens are good after
 * each start: with it, anybody can make a token for anyone. A real one is never in the sources.
 */
export const firstKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'Mnj6HHRWbm2fkiprB_E1yHwwBNBcPw9fzyhWaM6AWxc',
  y: 'VNoeWRMJCSVps6VL3hSED7iWqF4xc3B6ox3WAz3cTmw',
  d: 'bkjRCxUdRUBujy4WixTb_bsjbusQ3IkWPbyfQAzR1rU',
  kid: 'shop-1',
  alg: 'ES256',
  use: 'sig',
} as const;
