import "../shared/tokens.css";
import "./console.css";

import { mount } from "svelte";

import { tongue } from "../shared/i18n.svelte.ts";
import App from "./App.svelte";
import { preferences } from "./preferences.svelte.ts";

tongue.mark();
preferences.mark();
mount(App, { target: document.getElementById("app")! });
