// SPDX-License-Identifier: Apache-2.0
/**
 * What a report shows, as the goals have recorded it: figures without words and pictures. It knows no page.
 */
package dev.bnn.report.data;
