const key = "dageng.phone.elder";

/** Large type: remembered on the device. */
class Settings {
  #elder = $state(this.#read());

  get elder(): boolean {
    return this.#elder;
  }

  setElder(on: boolean): void {
    this.#elder = on;
    try {
      localStorage.setItem(key, on ? "1" : "");
    } catch {
      // Holds until the page is left.
    }
  }

  #read(): boolean {
    try {
      return localStorage.getItem(key) === "1";
    } catch {
      return false;
    }
  }
}

export const settings = new Settings();
