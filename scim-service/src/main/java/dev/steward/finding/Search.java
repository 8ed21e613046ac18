package dev.steward.finding;

import dev.steward.database.Look;
import dev.steward.identity.Identity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A search for what is wrong with a page of identities, which looks into the database together with
 * other searches.
 *
 * @param looks what is to be looked up before it can tell
 * @param found what it tells then, when it hears who is here of the people who answer for them;
 *     those with whom nothing is wrong are left out
 */
public record Search(
    List<Look> looks, Function<Set<String>, Map<Identity.Id, List<Finding>>> found) {}
