// SPDX-License-Identifier: Apache-2.0
/**
 * The report of a model as one HTML page, section by section, and the pages of {@code bnn:compare} and {@code bnn:classify}.
 * {@link dev.bnn.report.ReportPage} has the figures of {@code report.data} as text and pictures, as the template prints them.
 */
package dev.bnn.report;
