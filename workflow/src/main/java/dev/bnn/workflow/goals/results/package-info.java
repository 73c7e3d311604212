// SPDX-License-Identifier: Apache-2.0
/**
 * Goals that show what trained networks do: report, compare and classify. They read the records of earlier goals and write pages,
 * tables and console lines.
 */
package dev.bnn.workflow.goals.results;
