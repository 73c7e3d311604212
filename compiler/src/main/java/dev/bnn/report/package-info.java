// SPDX-License-Identifier: Apache-2.0
/**
 * The report of a model as one HTML page, section by section, and the pages of {@code bnn:compare} and {@code bnn:classify}.
 * {@link dev.bnn.report.ReportPage} is {@code report.data} in words and pictures, as the template prints it.
 */
package dev.bnn.report;
