/** Teams of people, and sets of identities. */
@NullMarked
package dev.steward.group;

import org.jspecify.annotations.NullMarked;
