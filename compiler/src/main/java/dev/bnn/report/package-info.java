// SPDX-License-Identifier: Apache-2.0
/**
 * The report of a model as one HTML page, and the tables of the console. {@link dev.bnn.report.ReportData} is what the page
 * shows; {@link dev.bnn.report.ReportPage} is the same in words and pictures, as the template prints it.
 */
package dev.bnn.report;
