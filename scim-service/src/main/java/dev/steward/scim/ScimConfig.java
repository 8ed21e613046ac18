package dev.steward.scim;

import dev.steward.scim.Connector.UnknownAttributes;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How far SCIM goes to meet its clients. */
@ConfigMapping(prefix = "steward.scim")
interface ScimConfig {

  /** What happens to attributes and schemas that nobody knows: they are refused or ignored. */
  @WithDefault("by-type")
  UnknownAttributes unknownAttributes();

  /** Whether {@code "True"} is true, as Entra ID writes it. */
  @WithDefault("true")
  boolean booleansAsText();

  /**
   * Whether a {@code replace} whose path chooses a value that is not there makes it, as Entra ID
   * wants it; RFC 7644 section 3.5.2.3 refuses it.
   */
  @WithDefault("false")
  boolean replaceMakesValues();

  /**
   * Whether a PATCH is answered with the whole resource; else with nothing, unless the client says
   * what to show. RFC 7644 section 3.5.2 leaves the choice.
   */
  @WithDefault("true")
  boolean patchShowsResource();

  /** Whether a change must say, in {@code If-Match}, which version it is meant for. */
  @WithDefault("false")
  boolean requireIfMatch();

  /** The draft in whose words agents are spoken of: {@code wzdk} or the older {@code abbey}. */
  @WithDefault("wzdk")
  AgentDraft agentDraft();

  /** The resource types that a client with the scope {@code scim:write} may change. */
  @WithDefault("Agent,ServiceAccount,User,Group")
  Set<String> writes();

  /** How many resources a list shows when the client does not say. */
  @WithDefault("100")
  int pageSize();

  /** How many resources a list shows at most. */
  @WithDefault("500")
  int largestPage();

  /** How much one bulk may hold. */
  Bulk bulk();

  /** The size of a bulk. */
  interface Bulk {

    @WithDefault("1000")
    int maxOperations();

    /** In bytes. */
    @WithDefault("8M")
    MemorySize maxPayloadSize();
  }

  /** How long a cursor leads to the next page. */
  @WithDefault("PT1H")
  Duration cursorTimeout();

  /**
   * The file with the keys that seal cursors, a JWKS of 256-bit secrets: the first seals, all open.
   * When not said, it is one that the database keeps for all services on it.
   */
  Optional<Path> cursorKeys();

  /** What is different for one client, by the name of the OAuth client that calls. */
  Map<String, Switches> connectors();

  /** The switches that a client may have of its own. */
  interface Switches {

    Optional<UnknownAttributes> unknownAttributes();

    Optional<Boolean> booleansAsText();

    Optional<Boolean> replaceMakesValues();

    Optional<Boolean> patchShowsResource();

    Optional<Boolean> requireIfMatch();

    Optional<AgentDraft> agentDraft();

    Optional<Set<String>> writes();
  }
}
