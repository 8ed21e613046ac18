package dev.steward.adoption;

import dev.steward.delivery.Shadow;
import dev.steward.identity.Identity.Client;
import java.util.List;
import java.util.Map;

/** A place where it may be written who answers for a client. */
interface ClueSource {

  /**
   * What points at people, by client. Asks for a whole page at once, in a number of statements that
   * does not depend on how many there are.
   */
  Map<Client, List<Clue>> clues(List<Shadow> page);
}
