// SPDX-License-Identifier: Apache-2.0

/**
 * What every goal of the Maven plugin does: parameters in, the goal of {@code dev.bnn.workflow} run, lines in Maven's log and
 * markers in Eclipse out. The goals lie in the packages below, named as those of {@code dev.bnn.workflow.goals}, and nothing here
 * knows them.
 */
@NullMarked
package dev.bnn.maven;

import org.jspecify.annotations.NullMarked;
