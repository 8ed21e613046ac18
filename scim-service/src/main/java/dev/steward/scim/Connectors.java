package dev.steward.scim;

import dev.steward.caller.Caller;
import jakarta.enterprise.context.ApplicationScoped;

/** The clients that this site has made arrangements with. */
@ApplicationScoped
class Connectors {

  private final ScimConfig config;
  private final Caller caller;

  Connectors(ScimConfig config, Caller caller) {
    this.config = config;
    this.caller = caller;
  }

  /** The client that makes the present request. */
  Connector present() {
    ScimConfig.Switches own = config.connectors().get(caller.client());
    return own == null
        ? new Connector(
            config.unknownAttributes(),
            config.booleansAsText(),
            config.replaceMakesValues(),
            config.patchShowsResource(),
            config.requireIfMatch(),
            config.agentDraft(),
            config.writes())
        : new Connector(
            own.unknownAttributes().orElse(config.unknownAttributes()),
            own.booleansAsText().orElse(config.booleansAsText()),
            own.replaceMakesValues().orElse(config.replaceMakesValues()),
            own.patchShowsResource().orElse(config.patchShowsResource()),
            own.requireIfMatch().orElse(config.requireIfMatch()),
            own.agentDraft().orElse(config.agentDraft()),
            own.writes().orElse(config.writes()));
  }
}
