package dev.steward.deploy.bench;

import java.util.List;

/** What every server is asked, in the order in which it is measured: what changes nothing first. */
final class Operations {

  static final String GET = "GET by id";
  static final String FIND = "filter: name eq";
  static final String PAGE = "first page of 100";
  static final String PATCH = "PATCH one attribute";
  static final String CREATE = "POST a new one";

  static final List<String> READS = List.of(GET, FIND, PAGE);
  static final List<String> WRITES = List.of(PATCH, CREATE);

  private Operations() {}
}
