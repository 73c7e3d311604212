// SPDX-License-Identifier: Apache-2.0
/**
 * The files under {@code target/bnn/NAME}: where they are, and how goals write, lock and keep them when a later run replaces
 * them.
 */
package dev.bnn.workflow.record;
