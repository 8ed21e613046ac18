package dev.steward.keycloak;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a request came from, as far as anybody needs to remember it. */
enum NetworkClass {
  LOOPBACK,
  PRIVATE,
  PUBLIC,
  UNKNOWN;

  private static final Pattern LITERAL =
      Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /** The class of an address; what is no address is never looked up. */
  static NetworkClass of(@Nullable String address) {
    if (address == null) {
      return UNKNOWN;
    }
    int zone = address.indexOf('%');
    String literal = zone < 0 ? address : address.substring(0, zone);
    if (!LITERAL.matcher(literal).matches()) {
      return UNKNOWN;
    }
    try {
      return of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return UNKNOWN;
    }
  }

  private static NetworkClass of(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return LOOPBACK;
    }
    return address.isSiteLocalAddress()
            || address.isLinkLocalAddress()
            || (address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc)
            || isCarrierGrade(address.getAddress())
        ? PRIVATE
        : PUBLIC;
  }

  /** 100.64.0.0/10 of RFC 6598. */
  private static boolean isCarrierGrade(byte[] address) {
    return address.length == 4 && address[0] == 100 && (address[1] & 0xc0) == 64;
  }
}
