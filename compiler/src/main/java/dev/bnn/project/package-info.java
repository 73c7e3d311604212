// SPDX-License-Identifier: Apache-2.0
/**
 * The project that a new user begins with: the goal {@code new}, the archetype and the wizard of the Eclipse plugin write the same
 * files.
 */
@NullMarked
package dev.bnn.project;

import org.jspecify.annotations.NullMarked;
