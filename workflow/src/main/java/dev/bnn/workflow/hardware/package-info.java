// SPDX-License-Identifier: Apache-2.0
/**
 * From a lowered network to a design: its figures, budgets, simulation, and the reports of vendor tools.
 */
package dev.bnn.workflow.hardware;
