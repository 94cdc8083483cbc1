// What a place's page and the home page do: charts near the view, what a reader asks for, and the list to compare.
import "./charts.js";
import "./asked.js";
import "./shortlist.js";
