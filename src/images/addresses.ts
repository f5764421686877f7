import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is one of the public internet: not private, local, reserved, or a way to write an IPv4 address
 * inside an IPv6 one. What is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // IPv4 in IPv6 (`::ffff:10.0.0.1`) is judged as the IPv4 address it leads to.
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  // Of IPv6 only 2000::/3 is given out; the library calls the unassigned rest `unicast` too, `::127.0.0.1` among it.
  return parsed.kind() === 'ipv4' || (parsed.toByteArray()[0] ?? 0) >> 5 === 1;
}

/** The address a URL's host is, without brackets; `undefined` for a name. URLs hold IPv4 in its plain form only (`0x7f.1` is `127.0.0.1` there). */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return ipaddr.isValid(bare) ? bare : undefined;
}
