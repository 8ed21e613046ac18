package dev.steward.deploy.bench;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A server under measurement with what is in it.
 *
 * @param server the address of its SCIM service, or of its pages
 * @param headers the lines that tell who asks and for what, as {@link Wire} sends them
 * @param crowd what it is filled with
 * @param operations the requests it is asked, by what they do; each draws at random what it is
 *     about
 */
record Place(
    String name,
    URI server,
    Supplier<String> headers,
    Footprint footprint,
    Crowd crowd,
    Map<String, Function<RandomGenerator, Ask>> operations) {

  Function<RandomGenerator, Ask> operation(String name) {
    Function<RandomGenerator, Ask> operation = operations.get(name);
    if (operation == null) {
      throw new IllegalArgumentException(this.name + " is never asked for " + name);
    }
    return operation;
  }

  Wire connect() {
    return new Wire(server);
  }

  /**
   * The resources of a server.
   *
   * @param path where they are listed
   * @param size how many there are from the start
   * @param largestPage how many of them a page shows at most
   * @param fresh writes one that there has never been
   */
  record Crowd(String path, long size, int largestPage, Supplier<String> fresh) {}
}
