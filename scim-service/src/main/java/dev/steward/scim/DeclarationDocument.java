package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.identity.Declaration;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Particulars;
import dev.steward.identity.Particulars.Protocol;
import java.util.Map;

/** Writes what an identity declares. */
record DeclarationDocument(String base, Declaration declaration) {

  /**
   * Puts what the drafts know of it into the core document.
   *
   * @param names the names of the agents that are there
   */
  void putCore(ObjectNode document, Map<Id, String> names) {
    Particulars particulars = declaration.particulars();
    IdentityDocument.put(document, "agentType", particulars.agentType());
    IdentityDocument.put(document, "subject", particulars.subject());
    IdentityDocument.putAll(
        document, "protocols", particulars.protocols().stream().map(DeclarationDocument::protocol));
    IdentityDocument.putAll(
        document,
        "x509Certificates",
        particulars.certificates().stream()
            .map(certificate -> ScimJson.object().put("value", certificate.der())));
    Id parent = declaration.parent();
    if (parent != null) {
      document.set("parent", parent(parent, names));
    }
  }

  /** A parent that was revoked is named, and no longer pointed at. */
  private ObjectNode parent(Id parent, Map<Id, String> names) {
    ObjectNode document = ScimJson.object().put("value", parent.toString());
    String name = names.get(parent);
    if (name != null) {
      document.put("$ref", base + AgentDraft.ENDPOINT + "/" + parent).put("display", name);
    }
    return document;
  }

  void putGovernance(ObjectNode document) {
    if (declaration.autonomy() != null) {
      document.put("autonomy", Words.of(declaration.autonomy()));
    }
    ObjectNode digests = ScimJson.object();
    IdentityDocument.put(digests, "model", declaration.model());
    IdentityDocument.put(digests, "prompt", declaration.prompt());
    IdentityDocument.put(digests, "toolManifest", declaration.toolManifest());
    if (!digests.isEmpty()) {
      document.set("digests", digests);
    }
  }

  private static ObjectNode protocol(Protocol protocol) {
    ObjectNode document = ScimJson.object();
    IdentityDocument.put(document, "type", protocol.type());
    IdentityDocument.put(document, "specificationUrl", protocol.specificationUrl());
    return document;
  }
}
