/** Who answers for an identity, and which identities nobody answers for. */
@NullMarked
package dev.steward.ownership;

import org.jspecify.annotations.NullMarked;
