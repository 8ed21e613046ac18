package dev.steward.keycloak;

import java.util.List;

/**
 * The few people of a group, service accounts left out.
 *
 * @param group its path, such as {@code /payments/robots}
 * @param people their ids, in order
 */
record Team(String group, List<String> people) {

  Team {
    people = people.stream().sorted().toList();
  }
}
