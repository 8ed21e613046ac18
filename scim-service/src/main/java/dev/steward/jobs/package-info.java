/** How the service does what nobody asked for just now: timers that all replicas share. */
@NullMarked
package dev.steward.jobs;

import org.jspecify.annotations.NullMarked;
