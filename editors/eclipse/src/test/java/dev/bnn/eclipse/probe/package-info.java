// SPDX-License-Identifier: Apache-2.0
/** A test bundle that works in the workbench as a user does, and records what it sees. */
package dev.bnn.eclipse.probe;
