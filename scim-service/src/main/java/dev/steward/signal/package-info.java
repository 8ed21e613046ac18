/** What the gate tells without being asked: signed security events, each a reason to look. */
@NullMarked
package dev.steward.signal;

import org.jspecify.annotations.NullMarked;
