/** Ready-made tokens for the requests that the lab offers, signed with the starter's first key. */
export const tokens = {
  /** Grace’s, as a login would give it, but for a long time: good until 2100. */
  grace:
    'eyJhbGciOiJFUzI1NiIsImtpZCI6InNob3AtMSIsInR5cCI6IkpXVCJ9.eyJzY29wZSI6InVzZXJzIHByb2R1Y3RzIG9yZGVycyIsImlzcyI6Imh0dHBzOi8vc2hvcC5leGFtcGxlIiwiYXVkIjoic2hvcCIsInN1YiI6InUtMiIsImlhdCI6MTc2NzIyNTYwMCwiZXhwIjo0MTAyNDQ0ODAwfQ.P7PPWWw9JMeXokXLmiMa-UeO4oPgAg3QJ5om3t7ZYV4ppxqhlcCSDSkf0Y6LuClEB1YDiFv6KIyDv5lnQrXsVA',
  /** Barbara’s, whose scope has no orders. */
  barbara:
    'eyJhbGciOiJFUzI1NiIsImtpZCI6InNob3AtMSIsInR5cCI6IkpXVCJ9.eyJzY29wZSI6InVzZXJzIHByb2R1Y3RzIiwiaXNzIjoiaHR0cHM6Ly9zaG9wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwic3ViIjoidS00IiwiaWF0IjoxNzY3MjI1NjAwLCJleHAiOjQxMDI0NDQ4MDB9.TNyhITUzYsKG8xWLInKRTmgptXnLwstVlhQmTJ05ua_wVZ_5P3oyNrGe3mlOnd4K7zUpFuf2rziXGW5gWImWLQ',
  /** Says that it is Ada’s and signed with “none”. */
  unsigned:
    'eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzY29wZSI6InVzZXJzIHByb2R1Y3RzIG9yZGVycyIsImlzcyI6Imh0dHBzOi8vc2hvcC5leGFtcGxlIiwiYXVkIjoic2hvcCIsInN1YiI6InUtMSIsImlhdCI6MTc2NzIyNTYwMCwiZXhwIjo0MTAyNDQ0ODAwfQ.',
  /** Says that it is Ada’s; signed by HS256, with the PEM of the public key as the secret. */
  confused:
    'eyJhbGciOiJIUzI1NiIsImtpZCI6InNob3AtMSIsInR5cCI6IkpXVCJ9.eyJzY29wZSI6InVzZXJzIHByb2R1Y3RzIG9yZGVycyIsImlzcyI6Imh0dHBzOi8vc2hvcC5leGFtcGxlIiwiYXVkIjoic2hvcCIsInN1YiI6InUtMSIsImlhdCI6MTc2NzIyNTYwMCwiZXhwIjo0MTAyNDQ0ODAwfQ.O7IpBYTLMDiSHVZdoS2OWsPQ0AbUWItF0HBdh-HByis',
  /** Grace’s, from January 2026. */
  expired:
    'eyJhbGciOiJFUzI1NiIsImtpZCI6InNob3AtMSIsInR5cCI6IkpXVCJ9.eyJzY29wZSI6InVzZXJzIHByb2R1Y3RzIG9yZGVycyIsImlzcyI6Imh0dHBzOi8vc2hvcC5leGFtcGxlIiwiYXVkIjoic2hvcCIsInN1YiI6InUtMiIsImlhdCI6MTc2NzIyNTYwMCwiZXhwIjoxNzY3MjI2NTAwfQ.tlkf5hHx9Es98qbgFfZNXBem9R_pPMlVJ_MA_PwZsQD-P06BkrZU7c4aPVdG8I4Dw6OFcTcTnUNP8fizL6O2zw',
  /** Grace’s, made for another audience. */
  bank: 'eyJhbGciOiJFUzI1NiIsImtpZCI6InNob3AtMSIsInR5cCI6IkpXVCJ9.eyJzY29wZSI6InVzZXJzIHByb2R1Y3RzIG9yZGVycyIsImlzcyI6Imh0dHBzOi8vc2hvcC5leGFtcGxlIiwiYXVkIjoiYmFuayIsInN1YiI6InUtMiIsImlhdCI6MTc2NzIyNTYwMCwiZXhwIjo0MTAyNDQ0ODAwfQ.VKm2aAliOYwwirygLL9OmkY1OYKcm55xYEcBQ_PoA42PQRZXABw4L2cFUnnl7-1JXixKushVjejb4nOurLdfmQ',
} as const;
