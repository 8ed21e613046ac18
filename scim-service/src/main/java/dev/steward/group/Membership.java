package dev.steward.group;

import java.util.UUID;

/**
 * That something is in a group.
 *
 * @param direct whether the group names it, rather than another group that is in the group
 */
public record Membership(UUID group, String displayName, boolean direct) {}
