// SPDX-License-Identifier: Apache-2.0
/**
 * What the goals of the Maven plugin do, without Maven. This package has what every room shares: the events that a
 * caller hears, and the exception for a user's mistake.
 */
package dev.bnn.workflow;
