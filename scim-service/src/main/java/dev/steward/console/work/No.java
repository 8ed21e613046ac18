package dev.steward.console.work;

import jakarta.ws.rs.BadRequestException;
import java.util.List;
import java.util.Map;

/**
 * That somebody will not answer for something.
 *
 * @param rather whom they would ask, as typed; empty when they know nobody
 */
record No(String reason, String rather) {

  private static final int SHORTEST_REASON = 10;
  private static final int LONGEST_REASON = 2_000;
  private static final int LONGEST_NAME = 200;

  /** What is kept of it for whoever mends it. */
  static Map<String, List<String>> fields(String reason, String rather) {
    return Map.of("reason", List.of(reason), "rather", List.of(rather));
  }

  /** What somebody typed; refused in words when it will not do. */
  static No read(String reason, String rather) {
    String why = reason.strip();
    if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON || why.indexOf(0) >= 0) {
      throw new BadRequestException(
          "say in %d to %d characters why".formatted(SHORTEST_REASON, LONGEST_REASON));
    }
    if (rather.length() > LONGEST_NAME || rather.indexOf(0) >= 0) {
      throw new BadRequestException("a name has at most %d characters".formatted(LONGEST_NAME));
    }
    return new No(why, rather.strip());
  }
}
