// SPDX-License-Identifier: Apache-2.0
/**
 * The work of the Maven plugin's goals, without Maven. This package contains what all its subpackages share: the events that a
 * caller receives, and the exception for a user's mistake.
 */
package dev.bnn.workflow;
