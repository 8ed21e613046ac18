package dev.steward.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** That an identity is in a group, as questions to the database are about it. */
@Embeddable
record MembershipRow(@Column(name = "group_id") UUID group, String displayName) {}
