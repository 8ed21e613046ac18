package dev.steward.deploy.bench;

import java.util.List;
import java.util.stream.Stream;

/** What every server is asked, in the order in which it is measured: what changes nothing first. */
final class Operations {

  /** What needs no database: the rest of what a request costs. */
  static final String CONFIG = "GET ServiceProviderConfig";

  static final String GET = "GET by id";
  static final String FIND = "filter: name eq";
  static final String PAGE = "first page of 100";
  static final String PATCH = "PATCH one attribute";
  static final String CREATE = "POST a new one";

  static final List<String> READS = List.of(GET, FIND, PAGE, CONFIG);
  static final List<String> WRITES = List.of(PATCH, CREATE);

  /** The same of the people of the registry, who are what the other servers hold. */
  static final List<String> OF_USERS =
      Stream.of(GET, FIND, PAGE, PATCH, CREATE).map(Operations::ofUsers).toList();

  static String ofUsers(String operation) {
    return "Users: " + operation;
  }

  private Operations() {}
}
