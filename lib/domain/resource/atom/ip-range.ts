import ipaddr from 'ipaddr.js';
import { z } from 'zod';

const isRange = (text: string): boolean => {
  if (!/^[0-9A-Fa-f:.]+(?:\/\d{1,3})?$/.test(text)) return false;
  return text.includes('/')
    ? ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || ipaddr.IPv6.isValidCIDR(text)
    : ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
};

const ipRange = z
  .string()
  .max(49)
  .refine(isRange, 'Use an IP address or a CIDR range.')
  .describe('IPv4 or IPv6 address or CIDR range');

export const ipAllowlist = z
  .array(ipRange)
  .max(100)
  .default([])
  .describe('Addresses that may send, at most 100 IP addresses or CIDR ranges; empty means any');
