package dev.steward.registry;

import dev.steward.identity.Particulars.Protocol;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** A protocol that an agent speaks, as the database keeps it. */
@Embeddable
record ProtocolRow(@Nullable String type, @Nullable String specificationUrl) {

  static ProtocolRow of(Protocol protocol) {
    return new ProtocolRow(protocol.type(), protocol.specificationUrl());
  }

  Protocol protocol() {
    return new Protocol(type, specificationUrl);
  }
}
